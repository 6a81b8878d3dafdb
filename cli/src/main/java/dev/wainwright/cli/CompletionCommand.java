package dev.wainwright.cli;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script that completes commands and options; picocli's script serves both shells. */
@Command(
        name = "completion",
        footer = {
            "",
            "In this bash only:",
            "  source <(wain completion bash)",
            "In every bash from now on:",
            "  wain completion bash > ~/.local/share/bash-completion/completions/wain",
            "In zsh, by these lines of ~/.zshrc:",
            "  autoload -U compinit; compinit",
            "  source <(wain completion zsh)"
        })
final class CompletionCommand implements Action {
    @Parameters(paramLabel = "SHELL", description = "bash or zsh.", completionCandidates = Shells.class)
    String shell = "";

    @Override
    public Exit run(Terminal terminal) {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw Failure.of("there is no completion for " + shell, "bash and zsh are supported");
        }
        terminal.out().print(AutoComplete.bash("wain", Commands.whole(terminal)));
        return Exit.DONE;
    }

    /** For completing the completion. */
    static final class Shells implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return List.of("bash", "zsh").iterator();
        }
    }
}
