import { noDateOrRandom } from "./noDateOrRandom.ts"
import { noLiveSuffix } from "./noLiveSuffix.ts"
import { noSqlOutsidePostgresAdapter, noSqlTypeParameter } from "./sqlTag.ts"
import { noTenantArgument } from "./noTenantArgument.ts"
import { onlyPureImports } from "./onlyPureImports.ts"

/** The rules of the house that no ready-made linter knows. Which folder each holds for stands in `.oxlintrc.json`. */
export default {
  meta: { name: "house" },
  rules: {
    "no-date-or-random": noDateOrRandom,
    "no-live-suffix": noLiveSuffix,
    "no-sql-outside-postgres-adapter": noSqlOutsidePostgresAdapter,
    "no-sql-type-parameter": noSqlTypeParameter,
    "no-tenant-argument": noTenantArgument,
    "only-pure-imports": onlyPureImports
  }
}
