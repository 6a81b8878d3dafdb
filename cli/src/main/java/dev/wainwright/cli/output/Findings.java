package dev.wainwright.cli.output;

import dev.wainwright.api.read.Finding;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Terminal;
import java.util.List;

/** Says on stderr what was wrong with the input. */
public final class Findings {
    private Findings() {}

    /** Bad input when something was refused; the rest is still there. */
    public static Exit report(List<Finding> findings, Terminal terminal) {
        var exit = Exit.DONE;
        for (Finding finding : findings) {
            switch (finding.severity()) {
                case ERROR -> {
                    terminal.error(finding.toString());
                    exit = Exit.BAD_INPUT;
                }
                case WARNING -> terminal.warning(finding.toString());
                case REWRITE -> terminal.note("rewritten: " + finding);
            }
        }
        return exit;
    }
}
