#!/usr/bin/perl
# Asks Business::Hours the questions of a workload file (see workload.py): business_hours.pl elapsed|due FILE REPEATS
# The answers are computed inside the timed loop. First line out: the best time in nanoseconds; then one answer a line.
#
# elapsed: the business hours of the whole window are made once, outside the time; that is the module's own fast way.
# Its spans hold both their ends, so [a, b) is asked as a to b - 1.
use strict;
use warnings;
use Business::Hours;
use POSIX       ();
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

my ( $question, $path, $repeats ) = @ARGV;
my ( %hours, @breaks, @holidays, @asked );
open my $file, '<', $path or die "$path: $!\n";
while (<$file>) {
    my ( $word, @values ) = split;
    if    ( $word eq 'zone' )    { $ENV{TZ} = $values[0]; POSIX::tzset() }
    elsif ( $word eq 'hours' )   { @hours{qw(Start End)} = @values }
    elsif ( $word eq 'break' )   { push @breaks, [@values] }
    elsif ( $word eq 'holiday' ) { push @holidays, $values[0] }
    elsif ( $word eq 'ask' )     { push @asked, [@values] }
    else                         { die "$path:$.: unknown word '$word'\n" }
}

my $calendar = Business::Hours->new;
$calendar->business_hours(
    holidays => \@holidays,
    map {
        $_ => { %hours, Name => $_, Breaks => [ map { { Start => $_->[0], End => $_->[1] } } @breaks ] }
    } 1 .. 5
);

sub elapsed { my $ask = shift; return $calendar->between( $ask->[0], $ask->[1] - 1 ) }
sub due     { my $ask = shift; return $calendar->add_seconds(@$ask) }
my $answer = { elapsed => \&elapsed, due => \&due }->{$question} or die "unknown question '$question'\n";

if ( $question eq 'elapsed' ) {
    my ( $first, $last ) = @{ $asked[0] };
    for (@asked) {
        $first = $_->[0] if $_->[0] < $first;
        $last  = $_->[1] if $_->[1] > $last;
    }
    $calendar->for_timespan( Start => $first, End => $last );
}

my ( $best, @answers );
for ( 1 .. $repeats ) {
    my $start = clock_gettime(CLOCK_MONOTONIC);
    @answers = map { $answer->($_) } @asked;
    my $time = clock_gettime(CLOCK_MONOTONIC) - $start;
    $best = $time if !defined $best || $time < $best;
}
printf "%d\n", $best * 1e9;
print "$_\n" for @answers;
