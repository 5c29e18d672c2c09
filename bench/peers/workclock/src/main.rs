// Asks the crate workclock the questions of a workload file (see workload.py): ask-workclock elapsed|due FILE REPEATS
// The answers are computed inside the timed loop. First line out: the best time in nanoseconds; then one answer a line.
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use std::error::Error;
use std::fmt::Write;
use std::time::{Duration, Instant};
use workclock::{Break, Holidays, Schedule, Weekdays, WorkDay};

struct Workload {
    schedule: Schedule,
    asked: Vec<(i64, i64)>,
}

fn read(path: &str) -> Result<Workload, Box<dyn Error>> {
    let mut builder = Schedule::builder();
    let mut holidays: Vec<Date> = Vec::new();
    let mut asked = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["zone", name] => builder = builder.time_zone(name),
            ["hours", from, to] => {
                let (from, to): (Time, Time) = (from.parse()?, to.parse()?);
                builder = builder.rule(WorkDay::new(from, to, Weekdays::MON_TO_FRI));
            }
            ["break", from, to] => {
                let (from, to): (Time, Time) = (from.parse()?, to.parse()?);
                builder = builder.rule(Break::new(from, to, Weekdays::MON_TO_FRI));
            }
            ["holiday", date] => holidays.push(date.parse()?),
            ["ask", a, b] => asked.push((a.parse()?, b.parse()?)),
            _ => return Err(format!("{path}: unknown line '{line}'").into()),
        }
    }
    let schedule = builder.rule(Holidays::new(holidays)).build()?;
    Ok(Workload { schedule, asked })
}

/// Answers every question `repeats` times; the best time of all questions together, and the answers in seconds.
fn timed<Q>(asked: &[Q], repeats: u32, answer: impl Fn(&Q) -> i64) -> (Duration, Vec<i64>) {
    let mut answers = vec![0; asked.len()];
    let mut best = Duration::MAX;
    for _ in 0..repeats {
        let start = Instant::now();
        for (question, place) in asked.iter().zip(answers.iter_mut()) {
            *place = answer(question);
        }
        best = best.min(start.elapsed());
    }
    (best, answers)
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().collect();
    let [_, question, path, repeats] = &words[..] else {
        return Err("usage: ask-workclock elapsed|due FILE REPEATS".into());
    };
    let Workload { schedule, asked } = read(path)?;
    let at = |second: i64| Timestamp::from_second(second);
    let (best, answers) = match question.as_str() {
        "elapsed" => {
            let pairs = asked
                .iter()
                .map(|&(a, b)| Ok((at(a)?, at(b)?)))
                .collect::<Result<Vec<_>, jiff::Error>>()?;
            timed(&pairs, repeats.parse()?, |&(a, b)| schedule.between(a, b).as_secs())
        }
        "due" => {
            let starts = asked
                .iter()
                .map(|&(start, budget)| Ok((at(start)?, SignedDuration::from_secs(budget))))
                .collect::<Result<Vec<_>, jiff::Error>>()?;
            timed(&starts, repeats.parse()?, |&(start, budget)| {
                schedule.add(start, budget).expect("a due instant").as_second()
            })
        }
        other => return Err(format!("unknown question '{other}'").into()),
    };
    let mut out = format!("{}\n", best.as_nanos());
    for answer in answers {
        writeln!(out, "{answer}")?;
    }
    print!("{out}");
    Ok(())
}
