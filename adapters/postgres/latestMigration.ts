/** The number of the last file in `migrations/`, which a Worker cannot list: a test holds the two together. */
export const latestMigration = 81
