package io.hearth.event.imports;

/**
 * Counts how often a file has had the same content before: some customers buy the same twice a day. An open-addressed
 * table of 64-bit hashes, twelve bytes an entry.
 */
final class Ordinals {

    private long[] hashes = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;

    /** 1 for the first time. */
    int next(long contentHash) {
        long hash = contentHash == 0 ? 1 : contentHash;
        if (size * 2 > hashes.length) {
            grow();
        }
        int at = find(hashes, hash);
        if (hashes[at] == 0) {
            hashes[at] = hash;
            size++;
        }
        return ++counts[at];
    }

    private void grow() {
        var biggerHashes = new long[hashes.length * 2];
        var biggerCounts = new int[hashes.length * 2];
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0) {
                int at = find(biggerHashes, hashes[i]);
                biggerHashes[at] = hashes[i];
                biggerCounts[at] = counts[i];
            }
        }
        hashes = biggerHashes;
        counts = biggerCounts;
    }

    private static int find(long[] table, long hash) {
        int at = (int) (hash & table.length - 1);
        while (table[at] != 0 && table[at] != hash) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }
}
