package io.hearth.decision.language;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** Opens an {@code .xlsx} file after looking at every entry of the archive: nothing but plain sheets with values comes through. */
final class Workbook {

    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_UNPACKED = 20 << 20;
    private static final int MOST_ENTRIES = 200;
    private static final int MOST_RATIO = 200;
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9_.\\[\\] -]+(/[A-Za-z0-9_.\\[\\] -]+){0,5}/?");
    private static final Pattern FORMULA =
            Pattern.compile("<(?:\\w+:)?c\\b[^>]*\\br=\"([A-Z]{1,3})(\\d{1,7})\"[^>]*>\\s*<(?:\\w+:)?f\\b");
    private static final Set<String> REFUSED_PARTS = Set.of(
            "externallinks/",
            "vbaproject",
            "activex/",
            "embeddings/",
            "macrosheets/",
            "ctrlprops/",
            "connections",
            "querytables/");

    private Workbook() {}

    static List<TableFile.Row> rows(byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.error(0, "A table has at most " + (MOST_BYTES >> 20) + " MiB.");
        } else if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            problems.error(0, "This is not an .xlsx workbook, whatever its name says. Save it as .xlsx.");
        } else {
            checkArchive(bytes, problems);
        }
        return problems.hasErrors() ? List.of() : read(bytes, problems);
    }

    private static void checkArchive(byte[] bytes, Problems problems) {
        var names = new HashSet<String>();
        long unpacked = 0;
        // The same archive library as the reader's, so that both see the same entries.
        try (var zip = ZipFile.builder().setByteArray(bytes).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                var name = entry.getName();
                var lower = name.toLowerCase(Locale.ROOT);
                if (!ENTRY.matcher(name).matches()
                        || name.contains("..")
                        || !names.add(lower)
                        || names.size() > MOST_ENTRIES) {
                    problems.error(
                            0, "The workbook holds an entry that no workbook needs: '" + Guard.firstLine(name) + "'.");
                    return;
                }
                if (REFUSED_PARTS.stream().anyMatch(lower::contains)) {
                    problems.error(
                            0,
                            "The workbook holds links, macros or embedded things ('" + name
                                    + "'). Copy the values into a new workbook.");
                    return;
                }
                byte[] content;
                try (var in = zip.getInputStream(entry)) {
                    content = in.readNBytes((int) (MOST_UNPACKED - unpacked));
                }
                unpacked += content.length;
                if (unpacked >= MOST_UNPACKED || unpacked > 100_000 && unpacked / bytes.length > MOST_RATIO) {
                    problems.error(
                            0, "The workbook is far bigger inside than outside. Copy the values into a new workbook.");
                    return;
                }
                checkXml(name, lower, content, problems);
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.error(0, "The workbook can't be opened: " + e.getMessage() + ".");
        }
        if (!names.contains("xl/workbook.xml")) {
            problems.error(0, "This is not an .xlsx workbook. Save it as .xlsx.");
        }
    }

    private static void checkXml(String name, String lower, byte[] content, Problems problems) {
        if (!lower.endsWith(".xml") && !lower.endsWith(".rels")) {
            return;
        }
        var text = new String(content, StandardCharsets.UTF_8);
        // Without a document type there are no entities; other encodings could hide one.
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY") || text.indexOf('\0') >= 0) {
            problems.error(
                    0,
                    "The workbook declares a document type or entities in '" + name
                            + "'. Copy the values into a new workbook.");
        }
        var formula = FORMULA.matcher(lower.startsWith("xl/worksheets/") ? text : "");
        if (formula.find()) {
            problems.error(
                    Integer.parseInt(formula.group(2)),
                    "Cell " + formula.group(1) + formula.group(2) + " holds a formula. Write the value itself.");
        }
        if (lower.endsWith(".rels") && text.contains("TargetMode=\"External\"")) {
            problems.error(0, "The workbook links to something outside ('" + name + "'). Remove the links.");
        }
    }

    private static List<TableFile.Row> read(byte[] bytes, Problems problems) {
        var rows = new ArrayList<TableFile.Row>();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var lines = workbook.getFirstSheet().openStream()) {
            var iterator = lines.iterator();
            while (iterator.hasNext()) {
                var row = iterator.next();
                var cells = new ArrayList<String>();
                for (int i = 0; i < Math.min(row.getCellCount(), TableFile.MOST_COLUMNS + 1); i++) {
                    cells.add(row.getOptionalCell(i)
                            .map(c -> text(c, problems, row.getRowNum()))
                            .orElse(""));
                }
                rows.add(new TableFile.Row(row.getRowNum(), cells));
                if (rows.size() > TableFile.MOST_ROWS) {
                    problems.error(0, "A table has at most " + TableFile.MOST_ROWS + " rows.");
                    return List.of();
                }
            }
        } catch (IOException | RuntimeException e) {
            problems.error(
                    0,
                    "The workbook can't be read: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : Guard.firstLine(e.getMessage()))
                            + ".");
        }
        return rows;
    }

    private static String text(Cell cell, Problems problems, int row) {
        if (cell.getType() == CellType.FORMULA || cell.getFormula() != null) {
            problems.error(row, "Cell " + cell.getAddress() + " holds a formula. Write the value itself.");
            return "";
        }
        if (cell.getType() == CellType.ERROR) {
            problems.error(row, "Cell " + cell.getAddress() + " holds an error.");
            return "";
        }
        if (cell.getType() == CellType.NUMBER) {
            return cell.asNumber().stripTrailingZeros().toPlainString();
        }
        var text = cell.getText();
        return text == null ? "" : text;
    }
}
