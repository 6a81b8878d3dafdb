package dev.wainwright.api.schema;

/** Bytes as documents write them. */
final class Base64Text {
    private Base64Text() {}

    /** Where the text stops being base64, counted from 0; -1 when it is base64 all through. */
    static int firstFault(String text) {
        int digits = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                continue;
            }
            if (c == '=' && digits % 4 >= 2 && padding < 4 - digits % 4) {
                padding++;
            } else if (padding > 0 || !isDigit(c)) {
                return i;
            } else {
                digits++;
            }
        }
        return (digits + padding) % 4 == 0 ? -1 : text.length() - (digits + padding) % 4;
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
