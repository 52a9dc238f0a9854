#include "cli/options.h"
#include "cli/values.h"

#define SETTING(member) offsetof(cli_settings, member)

static const cli_option label_options[] = {
    {"callouts", 0, "auto|all|none", cli_read_callouts, SETTING(labels.callouts),
     "number the places of events whose words find no room, and tell of them in a key (default: "
     "auto); number all of them; or leave out what finds no room"},
    {"lang", 0, "LANG[,LANG]", cli_read_languages, SETTING(labels.languages),
     "language of names: en (default), be, uk, ru, or local, which is that of each country; a name "
     "that is not known in it is English; a second language is printed in smaller type, where the "
     "name is known in it"},
    {0}};
const cli_option_group cli_group_labels = {"Names on the map", label_options};
