package io.hearth.decision.language;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.hearth.content.ContentFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a table: header lines first if it likes ({@code why: …} in the first column), then a row of sentences with slots, then one rule a row,
 * its cells in the slots. A cell is a value, never code.
 */
final class TableFile {

    static final int MOST_ROWS = 2000;
    static final int MOST_COLUMNS = 30;
    static final int LONGEST_CELL = 300;
    private static final Pattern FORMULA = Pattern.compile("[=@\\t\\r]|[+-](?![\\d.])");

    /** One row with its number as the file's program shows it. */
    record Row(int number, List<String> cells) {}

    private enum Role {
        NAME,
        HEADER,
        CONDITION,
        OUTCOME
    }

    private record Column(int index, Role role, String title) {}

    private final Vocabulary vocabulary;
    private final Problems problems;
    private final List<String> headerLines = new ArrayList<>();
    private final List<Integer> headerRows = new ArrayList<>();

    private TableFile(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    static List<RuleDraft> read(ContentFile file, Vocabulary vocabulary, Problems problems) {
        var rows = file.extension().equals("csv") ? csv(file, problems) : Workbook.rows(file.bytes(), problems);
        if (problems.hasErrors()) {
            return List.of();
        }
        var drafts = new TableFile(vocabulary, problems).drafts(rows);
        if (drafts.isEmpty() && !problems.hasErrors()) {
            problems.error(0, "There is no rule in this table.");
        }
        return drafts;
    }

    private static List<Row> csv(ContentFile file, Problems problems) {
        var rows = new ArrayList<Row>();
        var text = SourceText.read(file.bytes(), problems);
        if (text.isPresent()) {
            try (var reader = CsvReader.builder()
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text.get())) {
                for (var row : reader) {
                    rows.add(new Row((int) row.getStartingLineNumber(), List.copyOf(row.getFields())));
                    if (rows.size() > MOST_ROWS) {
                        problems.error(0, "A table has at most " + MOST_ROWS + " rows.");
                        return List.of();
                    }
                }
            } catch (CsvParseException | java.io.IOException | java.io.UncheckedIOException e) {
                problems.error(0, "This is not a CSV table: " + e.getMessage() + ".");
            }
        }
        return rows;
    }

    private List<RuleDraft> drafts(List<Row> rows) {
        var drafts = new ArrayList<RuleDraft>();
        var names = new HashSet<String>();
        List<Column> columns = List.of();
        for (var row : rows) {
            if (!isAcceptable(row)) {
                return List.of();
            }
            if (row.cells().stream().allMatch(String::isBlank)) {
                continue;
            }
            if (columns.isEmpty()) {
                columns = isHeaderLine(row) ? List.of() : columns(row);
                if (problems.hasErrors()) {
                    return List.of();
                }
            } else {
                drafts.add(draft(row, columns, names));
            }
        }
        return drafts;
    }

    private boolean isAcceptable(Row row) {
        if (row.cells().size() > MOST_COLUMNS) {
            problems.error(row.number(), "A table has at most " + MOST_COLUMNS + " columns.");
            return false;
        }
        for (int i = 0; i < row.cells().size(); i++) {
            var cell = row.cells().get(i);
            if (cell.length() > LONGEST_CELL) {
                problems.error(
                        row.number(), "Cell " + address(i, row) + " has more than " + LONGEST_CELL + " characters.");
                return false;
            }
            if (FORMULA.matcher(cell).lookingAt()) {
                problems.error(
                        row.number(), "Cell " + address(i, row) + " looks like a formula. Write the value itself.");
                return false;
            }
        }
        return true;
    }

    /** A line above the titles that holds for every row: its only filled cell, or its first two. */
    private boolean isHeaderLine(Row row) {
        var filled = row.cells().stream().filter(c -> !c.isBlank()).toList();
        if (filled.size() > 2 || !filled.get(0).equals(row.cells().get(0))) {
            return false;
        }
        var line = filled.size() == 2 ? filled.get(0).replaceAll("[:：]$", "") + ": " + filled.get(1) : filled.get(0);
        if (!new Header(new Problems(problems.file())).read(row.number(), line)) {
            return false;
        }
        headerLines.add(line);
        headerRows.add(row.number());
        return true;
    }

    private List<Column> columns(Row row) {
        var columns = new ArrayList<Column>();
        boolean outcomes = false;
        for (int i = 0; i < row.cells().size(); i++) {
            var title = row.cells().get(i).strip();
            if (title.isEmpty()) {
                continue;
            }
            var role = role(title);
            if (role.isEmpty()) {
                problems.error(
                        row.number(),
                        "Cell " + address(i, row) + " is no title: '" + SentenceFile.shown(title)
                                + "'. Allowed: 'rule', a header word (" + Header.ALLOWED
                                + ") or a sentence of the vocabulary with its slots, such as '"
                                + "the member has at least {n} points'.");
                continue;
            }
            outcomes |= role.get() == Role.OUTCOME;
            columns.add(new Column(i, role.get(), title));
        }
        if (columns.stream().noneMatch(c -> c.role() == Role.NAME) || !outcomes) {
            problems.error(row.number(), "A table needs a column 'rule' (规则) with names, and at least one outcome.");
        }
        return columns;
    }

    private Optional<Role> role(String title) {
        var word = title.toLowerCase(Locale.ROOT);
        if (word.equals("rule") || word.equals("规则")) {
            return Optional.of(Role.NAME);
        }
        if (new Header(new Problems("")).read(0, title + ": x")) {
            return Optional.of(Role.HEADER);
        }
        return vocabulary.find(title).map(s -> s.condition() ? Role.CONDITION : Role.OUTCOME);
    }

    private RuleDraft draft(Row row, List<Column> columns, HashSet<String> names) {
        var header = new Header(problems);
        for (int i = 0; i < headerLines.size(); i++) {
            header.read(headerRows.get(i), headerLines.get(i));
        }
        var nameColumn =
                columns.stream().filter(c -> c.role() == Role.NAME).findFirst().orElseThrow();
        var name = cell(row, nameColumn);
        if (!SentenceFile.NAME.matcher(name).matches()) {
            problems.error(
                    row.number(),
                    "Cell " + address(nameColumn.index(), row)
                            + " is no name for a rule. Allowed: 1 to 100 letters, digits, spaces and plain signs, but not quotes, \\ or #.");
        } else if (!names.add(name)) {
            problems.error(
                    row.number(), "Cell " + address(nameColumn.index(), row) + " names a second rule '" + name + "'.");
        }
        var draft = new RuleDraft(name, row.number(), header);
        for (var column : columns) {
            var cell = cell(row, column);
            if (cell.isEmpty() || column.role() == Role.NAME) {
                continue;
            }
            if (column.role() == Role.HEADER) {
                header.read(row.number(), column.title() + ": " + cell);
            } else {
                sentence(row, column, cell, draft);
            }
        }
        return draft;
    }

    /** An empty cell leaves its sentence out; a sentence without slots is said where the cell says yes. */
    private void sentence(Row row, Column column, String cell, RuleDraft draft) {
        var address = "Cell " + address(column.index(), row) + ": ";
        var sentence = vocabulary.find(column.title()).orElseThrow();
        var form = vocabulary.form(column.title());
        var values = new LinkedHashMap<String, SlotValue>();
        var slots = form.slots();
        if (slots.isEmpty()) {
            if (!cell.equalsIgnoreCase("yes") && !cell.equals("是")) {
                problems.error(row.number(), address + "'" + cell + "' is not 'yes' (是). Leave the cell empty for no.");
                return;
            }
        } else {
            var parts = slots.size() == 1 ? List.of(cell) : List.of(cell.split("[|｜]", -1));
            if (parts.size() != slots.size()) {
                problems.error(
                        row.number(),
                        address + "expected " + slots.size() + " values with | between them: "
                                + String.join(
                                        " | ",
                                        slots.stream().map(s -> s.type().what()).toList()) + ".");
                return;
            }
            for (int i = 0; i < slots.size(); i++) {
                if (!value(row, address, slots.get(i), parts.get(i).strip(), values)) {
                    return;
                }
            }
        }
        add(row, address, sentence, values, draft);
    }

    private boolean value(Row row, String address, SentenceForm.Slot slot, String text, Map<String, SlotValue> values) {
        var quoted = slot.type() == SlotType.TEXT ? '"' + text + '"' : text;
        var value = quoted.matches("(?i)" + slot.type().shape())
                ? slot.type().read(quoted, vocabulary.catalogue())
                : Optional.<SlotValue>empty();
        if (value.isEmpty()) {
            problems.error(
                    row.number(),
                    address + "'" + SentenceFile.shown(text) + "' is not "
                            + slot.type().what() + ". Allowed is " + slot.type().allowed(vocabulary.catalogue(), text)
                            + ".");
            return false;
        }
        values.put(slot.name(), value.get());
        return true;
    }

    private void add(
            Row row, String address, VocabularySentence sentence, Map<String, SlotValue> values, RuleDraft draft) {
        try {
            var text = sentence.sayEn(values);
            if (sentence.condition()) {
                var check = Meaning.condition(sentence.meaning(), values, vocabulary.catalogue());
                draft.conditions.add(
                        new io.hearth.decision.Sentence(text, row.number(), sentence.sayZh(values), text, check));
            } else {
                var calls = Meaning.outcomes(sentence.meaning(), values, vocabulary.catalogue());
                draft.outcomes.add(new RuleDraft.Asked(
                        new io.hearth.decision.Sentence(text, row.number(), sentence.sayZh(values), text, null),
                        calls));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.error(row.number(), address + e.getMessage() + ".");
        }
    }

    private static String cell(Row row, Column column) {
        return column.index() < row.cells().size()
                ? row.cells().get(column.index()).strip()
                : "";
    }

    /** As programs for tables name a cell: column letters and row. */
    static String address(int column, Row row) {
        var letters = column < 26 ? "" : String.valueOf((char) ('A' + column / 26 - 1));
        return letters + (char) ('A' + column % 26) + row.number();
    }
}
