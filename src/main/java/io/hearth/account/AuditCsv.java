package io.hearth.account;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the audit as CSV in which a spreadsheet finds no formula. */
final class AuditCsv implements Closeable {

    /** What spreadsheets take for the beginning of a formula, also in full width. */
    private static final String FORMULA = "=+-@\t\r\0＝＋－＠";

    private final CsvWriter csv;

    AuditCsv(OutputStream stream) {
        csv = CsvWriter.builder().build(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        csv.writeRecord("id", "at", "by", "act", "subject", "before", "after");
    }

    void write(AuditController.Entry entry) {
        csv.writeRecord(
                entry.id(),
                entry.at().toString(),
                cell(entry.by()),
                cell(entry.act()),
                cell(entry.subject()),
                cell(entry.before()),
                cell(entry.after()));
    }

    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
