package io.hearth.platform.store;

import java.util.List;
import java.util.Map;

/**
 * What a backup holds.
 *
 * @param format of the file itself
 * @param createdAt by the database's clock
 * @param migrations applied to the database, by version, with their checksums
 * @param tables with their columns, each a file {@code tables/NAME} of the archive
 * @param partitions in the order in which they can be made
 * @param sequences with the last value given out
 */
record BackupManifest(
        int format,
        String createdAt,
        Map<String, String> migrations,
        List<Table> tables,
        List<Partition> partitions,
        Map<String, Long> sequences) {

    static final int FORMAT = 1;
    static final String FILE = "manifest.json";

    record Table(String name, List<String> columns, long rows) {

        String file() {
            return "tables/" + name;
        }

        String quotedName() {
            return quoted(name);
        }

        String quotedColumns() {
            return String.join(
                    ", ", columns.stream().map(BackupManifest::quoted).toList());
        }
    }

    record Partition(String name, String parent, String bound) {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
