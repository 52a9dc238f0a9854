#include "cli/options.h"
#include "cli/values.h"

#define SETTING(member) offsetof(cli_settings, member)

static const cli_option manifest_options[] = {
    {"manifest", 0, "FILE.json", cli_read_file, SETTING(manifest),
     "write what the maps were made of, and their hashes, when all are there; the maps are in its "
     "folder or below; 'bordermap verify' reads it"},
    {"resume", 0, NULL, cli_read_flag, SETTING(resume),
     "draw only what --manifest, or the journal of a run that was killed, does not prove to be "
     "there already"},
    {"dry-run", 0, NULL, cli_read_flag, SETTING(dry_run),
     "list the maps that would be drawn, and with --resume those that would be kept; write "
     "nothing"},
    {"shard", 0, "K/N|slurm", cli_read_shard, SETTING(shard),
     "draw part K of N, every Nth map; or the part that is this task's of a Slurm array"},
    {0}};
const cli_option_group cli_group_manifest = {"Long series", manifest_options};
