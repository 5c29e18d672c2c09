/* A consumer of the C library. */
#include <slakit.h>
#include <stdio.h>

int main(void) {
  slakit_calendar* office = NULL;
  slakit_error error;
  if (slakit_calendar_parse("{weekly: {mon-fri: ['09:00-17:00']}, time_zone: Europe/Berlin}", &office, &error)) {
    fputs(error.message, stderr);
    return 1;
  }
  slakit_calendar_destroy(office);
  return slakit_abi_version() == SLAKIT_ABI_VERSION ? 0 : 1;
}
