package io.hearth.member;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes members as CSV in which a spreadsheet finds no formula. */
final class MemberCsv implements Closeable {

    private static final List<String> COLUMNS =
            List.of("id", "name", "identities", "community", "status", "level", "points", "segments", "lastSeen");

    /** What spreadsheets take for the beginning of a formula, also in full width. */
    private static final String FORMULA = "=+-@\t\r\0＝＋－＠";

    private final CsvWriter csv;

    MemberCsv(OutputStream stream) {
        csv = CsvWriter.builder().build(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        csv.writeRecord(COLUMNS);
    }

    void write(List<Map<String, Object>> members) {
        for (var member : members) {
            var cells = new ArrayList<String>();
            COLUMNS.forEach(column -> cells.add(cell(member.get(column))));
            csv.writeRecord(cells);
        }
    }

    static String cell(@Nullable Object value) {
        var text = value == null
                ? ""
                : value instanceof Collection<?> many
                        ? String.join(" ", many.stream().map(String::valueOf).toList())
                        : value.toString();
        boolean number = value instanceof Number;
        return !number && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
