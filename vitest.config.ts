import { defineConfig } from "vitest/config"

/**
 * `domain` needs nothing; `service` starts one embedded PostgreSQL for the whole run, with a database for each worker.
 * Two workers, whatever the machine: the suite is to take the same time on each. The files of a worker share their
 * modules, whose loading was a fifth of the suite's time: no test may change what a module holds.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "domain",
          isolate: false,
          include: ["test/domain/**/*.test.ts", "test/architecture/**/*.test.ts"],
          testTimeout: 120_000
        }
      },
      {
        test: {
          name: "service",
          isolate: false,
          include: ["test/adapters/**/*.test.ts", "test/apps/**/*.test.ts", "test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/embeddedPostgres.ts"],
          testTimeout: 120_000,
          hookTimeout: 240_000
        }
      }
    ]
  }
})
