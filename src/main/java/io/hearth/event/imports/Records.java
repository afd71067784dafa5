package io.hearth.event.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of a file, one after the other. */
final class Records implements Closeable, Iterator<Records.Row> {

    /** A record and the line on which it begins. */
    record Row(long line, List<String> cells) {}

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private final Counted bytes;
    private final Closeable reader;
    private final Iterator<Row> rows;
    private final List<String> header;

    static Records open(Path file, Mapping mapping) throws IOException {
        return new Records(new Counted(Files.newInputStream(file)), mapping);
    }

    private Records(Counted bytes, Mapping mapping) {
        this.bytes = bytes;
        var text = new BufferedReader(new InputStreamReader(bytes, mapping.charset()), 64 * 1024);
        var format = mapping.formatOrUsual();
        var separator = format.separator() == null ? "," : format.separator();
        if (format.widths() != null || separator.equals(Mapping.WHITESPACE)) {
            reader = text;
            rows = new Lines(text, format.widths());
        } else {
            var csv = CsvReader.builder()
                    .fieldSeparator(separator.charAt(0))
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .skipEmptyLines(true)
                    .ofCsvRecord(text);
            reader = csv;
            rows = new Csv(csv.iterator());
        }
        header = mapping.hasHeader() && rows.hasNext() ? header(rows.next().cells()) : List.of();
    }

    /** Where a column is that is named by its header or its number; -1 if nowhere. */
    int column(String name) {
        int named = header.indexOf(name);
        if (named >= 0) {
            return named;
        }
        return name.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(name) - 1 : -1;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        return rows.next();
    }

    long bytes() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Without the mark that some programs put before UTF-8. */
    private static List<String> header(List<String> cells) {
        var names = new ArrayList<String>();
        cells.forEach(cell -> names.add(cell.replace("\uFEFF", "").strip()));
        return names;
    }

    private record Csv(Iterator<CsvRecord> records) implements Iterator<Row> {
        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public Row next() {
            var found = records.next();
            return new Row(found.getStartingLineNumber(), found.getFields());
        }
    }

    /** Lines cut at runs of whitespace, or at fixed widths. */
    private static final class Lines implements Iterator<Row> {
        private final BufferedReader reader;
        private final @Nullable List<Integer> widths;
        private long line;
        private @Nullable Row ahead;

        Lines(BufferedReader reader, @Nullable List<Integer> widths) {
            this.reader = reader;
            this.widths = widths;
        }

        @Override
        public boolean hasNext() {
            try {
                while (ahead == null) {
                    var text = reader.readLine();
                    if (text == null) {
                        return false;
                    }
                    line++;
                    if (!text.isBlank()) {
                        ahead = new Row(line, cut(text));
                    }
                }
                return true;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            var row = java.util.Objects.requireNonNull(ahead);
            ahead = null;
            return row;
        }

        private List<String> cut(String text) {
            if (widths == null) {
                return Arrays.asList(WHITESPACE.split(text.strip()));
            }
            var cells = new ArrayList<String>();
            int from = 0;
            for (int width : widths) {
                int until = Math.min(from + width, text.length());
                cells.add(text.substring(Math.min(from, until), until).strip());
                from += width;
            }
            return cells;
        }
    }

    /** Counts what was read, for progress. */
    private static final class Counted extends java.io.FilterInputStream {
        private long count;

        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
