/* Audits the after-sales contract, in C: what each ticket owes, and the total. Prints:
 *     T1 CNY 0.00
 *     T2 CNY 30000.00
 *     T3 CNY 0.00
 *     T4 CNY 20000.00
 *     T5 CNY 20000.00
 *     T6 CNY 10000.00
 *     total CNY 80000.00
 */
#include <stdio.h>
#include <stdlib.h>

#include "slakit.h"

static void print_amount(const char* name, slakit_money amount) {
  char text[SLAKIT_MONEY_TEXT_SIZE];
  slakit_money_format(&amount, text, sizeof text);
  printf("%s %s\n", name, text);
}

/* A total is never taken for everything when it is not. */
static void print_left_out(const slakit_audit* audit) {
  slakit_problems* parts = NULL;
  slakit_problem first;
  slakit_audit_left_out(audit, &parts, NULL);
  if (slakit_problems_get(parts, 0, &first) == SLAKIT_OK)
    printf("without what this version does not compute: %s, ...\n", first.path);
  slakit_problems_destroy(parts);
}

static void print_amounts(const slakit_audit* audit) {
  slakit_money amount;
  size_t i;
  for (i = 0; i < slakit_audit_ticket_count(audit); ++i) {
    const char* ticket = slakit_audit_ticket_name(audit, i);
    slakit_audit_ticket_total(audit, ticket, &amount);
    print_amount(ticket, amount);
  }
  slakit_audit_total(audit, &amount);
  print_amount("total", amount);
  print_left_out(audit);
}

int main(void) {
  slakit_audit_options options = SLAKIT_AUDIT_OPTIONS_INIT;
  slakit_contract* contract = NULL;
  slakit_audit* audit = NULL;
  slakit_error error;

  options.has_as_of = 1;
  slakit_instant_parse("2024-06-01T00:00:00+08:00", &options.as_of_us);
  if (slakit_contract_load("examples/after-sales/contract.yaml", &contract, &error) == SLAKIT_OK &&
      slakit_audit_file(contract, "examples/after-sales/events.csv", &options, &audit, &error) == SLAKIT_OK)
    print_amounts(audit);
  else
    fprintf(stderr, "%s\n", error.message);
  slakit_audit_destroy(audit);
  slakit_contract_destroy(contract);
  return error.status == SLAKIT_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
