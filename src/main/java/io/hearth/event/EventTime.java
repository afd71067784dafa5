package io.hearth.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads RFC 3339 times, strictly: a zone is needed; leap seconds, 24:00 and days that don't exist are not times. */
final class EventTime {

    private EventTime() {}

    static @Nullable Instant parse(String text) {
        int length = text.length();
        if (length < 20
                || length > 35
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || Character.toUpperCase(text.charAt(10)) != 'T') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (year < 0
                || month < 0
                || day < 0
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return null;
        }
        int end = 19;
        long nanos = 0;
        if (text.charAt(end) == '.') {
            int from = ++end;
            while (end < length && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            if (end == from || end - from > 9) {
                return null;
            }
            nanos = digits(text, from, end);
            for (int i = end - from; i < 9; i++) {
                nanos *= 10;
            }
        }
        int offset = offset(text, end);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(
                    days * 86_400 + hour * 3_600L + minute * 60L + second - offset, nanos / 1_000 * 1_000);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int offset(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && Character.toUpperCase(text.charAt(at)) == 'Z') {
            return 0;
        }
        if (left != 6 || text.charAt(at + 3) != ':' || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, at + 4, at + 6);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return text.charAt(at) == '-' ? -seconds : seconds;
    }

    private static int digits(String text, int from, int until) {
        int value = 0;
        for (int i = from; i < until; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
