/* What each ticket owes, what is left out and the total, in minor units, through the C interface; compared with the
 * other faces.
 *     amounts CONTRACT EVENTS AS_OF [PATH=VALUE]...
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slakit.h"

static void print_left_out(const slakit_audit* audit) {
  slakit_problems* parts = NULL;
  slakit_problem part;
  size_t i;
  if (slakit_audit_left_out(audit, &parts, NULL) != SLAKIT_OK) return;
  for (i = 0; slakit_problems_get(parts, i, &part) == SLAKIT_OK; ++i) printf("without %s\n", part.path);
  slakit_problems_destroy(parts);
}

static void print_amounts(const slakit_audit* audit) {
  slakit_money amount;
  size_t i;
  for (i = 0; i < slakit_audit_ticket_count(audit); ++i) {
    const char* ticket = slakit_audit_ticket_name(audit, i);
    if (slakit_audit_ticket_total(audit, ticket, &amount) == SLAKIT_OK)
      printf("%s %" PRId64 "\n", ticket, amount.minor);
  }
  print_left_out(audit);
  if (slakit_audit_total(audit, &amount) == SLAKIT_OK) printf("total %s %" PRId64 "\n", amount.currency, amount.minor);
}

/* Cuts each argument at its '='. */
static void read_choices(char** arguments, size_t count, slakit_choice* choices) {
  size_t i;
  for (i = 0; i < count; ++i) {
    char* equals = strchr(arguments[i], '=');
    choices[i].path = arguments[i];
    choices[i].value = equals != NULL ? equals + 1 : NULL;
    if (equals != NULL) *equals = '\0';
  }
}

int main(int argc, char** argv) {
  static slakit_error error;
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_choice choices[16];
  slakit_contract* contract = NULL;
  slakit_audit* audit = NULL;

  if (argc < 4 || argc > 4 + 16 || slakit_instant_parse(argv[3], &options.as_of_us) != SLAKIT_OK) return EXIT_FAILURE;
  options.has_as_of = 1;
  options.choices = choices;
  options.choice_count = (size_t)argc - 4;
  read_choices(argv + 4, options.choice_count, choices);
  if (slakit_contract_load(argv[1], &contract, &error) == SLAKIT_OK &&
      slakit_audit_file(contract, argv[2], &options, &audit, &error) == SLAKIT_OK)
    print_amounts(audit);
  fputs(error.message, stderr);
  slakit_audit_destroy(audit);
  slakit_contract_destroy(contract);
  return error.status == SLAKIT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
