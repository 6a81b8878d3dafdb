package dev.wainwright.cli.catalog;

import picocli.CommandLine.Command;

/** {@code wain catalog}, which only has subcommands. */
@Command(
        name = "catalog",
        description = {
            "",
            "Shows which EC2 instance types there are, the labels they carry, what pods can use of them and what they cost."
                    + " The types of us-east-1 come with the program; import gets any other region's.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ShowCommand.class, ImportCommand.class},
        footer = {
            "",
            "Examples:",
            "  wain catalog list --require 'instance-generation>5' --require arch=arm64 \\",
            "    --sort price-per-vcpu --limit 10",
            "  wain catalog show m5.large"
        })
public final class CatalogCommand {}
