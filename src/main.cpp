#include "cli/cli.h"

int main(int argc, char** argv) { return daybook::run_cli(argc, argv); }
