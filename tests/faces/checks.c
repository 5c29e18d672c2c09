/* What is said about contract documents, one problem a line, through the C interface; compared with the other faces.
 *     checks DOCUMENT...
 */
#include <stdio.h>
#include <stdlib.h>

#include "slakit.h"

static void print_place(const slakit_problem* problem) {
  fputs(problem->source, stdout);
  if (problem->line > 0) printf(problem->source[0] != '\0' ? ":%d" : "line %d", (int)problem->line);
  if (problem->line > 0 && problem->column > 0) printf(":%d", (int)problem->column);
  if (problem->source[0] != '\0' || problem->line > 0) fputs(": ", stdout);
}

static void print(const slakit_problems* problems) {
  static const char* const severities[] = {"error", "remark", "note"};
  slakit_problem problem;
  int32_t severity;
  size_t i;
  for (i = 0; i < slakit_problems_count(problems); ++i) {
    if (slakit_problems_get(problems, i, &problem) != SLAKIT_OK) return;
    if (slakit_problems_severity(problems, i, &severity) != SLAKIT_OK) return;
    printf("%s ", severities[severity]);
    print_place(&problem);
    if (problem.path[0] != '\0') printf("%s: ", problem.path);
    printf("%s [%s]\n", problem.message, problem.code);
  }
}

int main(int argc, char** argv) {
  static slakit_error error;
  int i;
  for (i = 1; i < argc; ++i) {
    slakit_problems* problems = NULL;
    if (slakit_contract_check_file(argv[i], &problems, &error) != SLAKIT_OK) {
      fprintf(stderr, "%s\n", error.message);
      return EXIT_FAILURE;
    }
    print(problems);
    slakit_problems_destroy(problems);
  }
  return EXIT_SUCCESS;
}
