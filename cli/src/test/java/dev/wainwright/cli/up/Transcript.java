package dev.wainwright.cli.up;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cluster answered to the commands of a scene, as text to keep. The n-th same command is its own entry. */
record Transcript(String header, Map<String, Answer> answers) {
    /** One answer; the texts are normalised. */
    record Answer(int exit, List<String> out, List<String> err) {
        static Answer of(Kubectl.Ran ran) {
            return new Answer(ran.exit(), lines(ran.out()), lines(ran.err()));
        }

        private static List<String> lines(String text) {
            return Normalised.of(text).lines().toList();
        }

        String text() {
            var text = new StringBuilder("exit " + exit + "\n");
            out.forEach(line -> text.append("| ").append(line).append('\n'));
            err.forEach(line -> text.append("! ").append(line).append('\n'));
            return text.toString();
        }
    }

    /** The name of a command that was typed before: with the count behind it. */
    static String entry(Map<String, Answer> known, String command) {
        if (!known.containsKey(command)) {
            return command;
        }
        int count = 2;
        while (known.containsKey(command + " #" + count)) {
            count++;
        }
        return command + " #" + count;
    }

    String text() {
        var text = new StringBuilder(header).append('\n');
        answers.forEach((command, answer) ->
                text.append("\n$ ").append(command).append('\n').append(answer.text()));
        return text.toString();
    }

    static Transcript read(String text) {
        List<String> lines = text.lines().toList();
        var answers = new LinkedHashMap<String, Answer>();
        String command = "";
        int exit = 0;
        var out = new ArrayList<String>();
        var err = new ArrayList<String>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("$ ")) {
                keep(answers, command, new Answer(exit, List.copyOf(out), List.copyOf(err)));
                command = line.substring(2);
                out.clear();
                err.clear();
            } else if (line.startsWith("exit ")) {
                exit = Integer.parseInt(line.substring(5));
            } else if (line.startsWith("|")) {
                out.add(line.length() < 2 ? "" : line.substring(2));
            } else if (line.startsWith("!")) {
                err.add(line.length() < 2 ? "" : line.substring(2));
            }
        }
        keep(answers, command, new Answer(exit, List.copyOf(out), List.copyOf(err)));
        return new Transcript(lines.getFirst(), answers);
    }

    private static void keep(Map<String, Answer> answers, String command, Answer answer) {
        if (!command.isEmpty()) {
            answers.put(command, answer);
        }
    }
}
