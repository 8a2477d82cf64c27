/** A change to posted books that the service could never make. */
interface Tamper {
  readonly name: string
  /** Where the chain of the journal breaks, and how. */
  readonly number: number
  readonly reason: string
  /** The invariants that see it too. */
  readonly invariants: ReadonlyArray<string>
  /** Statements on the five entries of one journal. */
  readonly statements: (
    tenant: string,
    ids: ReadonlyArray<string>
  ) => ReadonlyArray<readonly [sql: string, params: ReadonlyArray<unknown>]>
}

/** What somebody does who knows how the hash is made. */
const rehashed = `update azals.journal_entry e set hash = sha256(p.hash || convert_to(azals.entry_content(e), 'UTF8'))
  from azals.journal_entry p where e.tenant_id = $1 and e.id = $2 and p.tenant_id = $1
    and p.journal_id = e.journal_id and p.number = e.number - 1`

const ofEntry = "where tenant_id = $1 and id = $2"

/** What a person with the whole database in hand may do, and what verification must say of it. */
export const tampers: ReadonlyArray<Tamper> = [
  {
    name: "changes an amount on both sides",
    number: 2,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [
        `update azals.journal_line set debit = case when debit > 0 then debit + 100 else 0 end,
          credit = case when account_code = '706' then credit + 100 else credit end
          where tenant_id = $1 and entry_id = $2`,
        [tenant, ids[1]]
      ]
    ]
  },
  {
    name: "changes an amount on one side",
    number: 3,
    reason: "changed",
    invariants: ["debits-equal-credits", "entries-balance"],
    statements: (tenant, ids) => [
      [
        "update azals.journal_line set debit = debit + 1 where tenant_id = $1 and entry_id = $2 and debit > 0",
        [tenant, ids[2]]
      ]
    ]
  },
  {
    name: "deletes a line",
    number: 4,
    reason: "changed",
    invariants: ["debits-equal-credits", "entries-balance"],
    statements: (tenant, ids) => [
      [
        "delete from azals.journal_line where tenant_id = $1 and entry_id = $2 and position = 3",
        [tenant, ids[3]]
      ]
    ]
  },
  {
    name: "renames a party",
    number: 1,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [
        "update azals.journal_line set party_label = 'Autre' where tenant_id = $1 and entry_id = $2 and position = 1",
        [tenant, ids[0]]
      ]
    ]
  },
  {
    name: "moves a line to another day",
    number: 1,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [
        "update azals.journal_line set entry_date = '2026-02-01' where tenant_id = $1 and entry_id = $2",
        [tenant, ids[0]]
      ]
    ]
  },
  {
    name: "hides that an entry was postponed",
    number: 5,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [`update azals.journal_entry set postponed_from = '2025-12-31' ${ofEntry}`, [tenant, ids[4]]]
    ]
  },
  {
    name: "swaps two numbers",
    number: 2,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [`update azals.journal_entry set number = 99 ${ofEntry}`, [tenant, ids[1]]],
      [`update azals.journal_entry set number = 2 ${ofEntry}`, [tenant, ids[2]]],
      [`update azals.journal_entry set number = 3 ${ofEntry}`, [tenant, ids[1]]]
    ]
  },
  {
    name: "deletes an entry in the middle",
    number: 3,
    reason: "missing",
    invariants: ["numbers-without-holes"],
    statements: (tenant, ids) => [
      ["delete from azals.journal_line where tenant_id = $1 and entry_id = $2", [tenant, ids[2]]],
      [`delete from azals.journal_entry ${ofEntry}`, [tenant, ids[2]]]
    ]
  },
  {
    name: "deletes the last entry",
    number: 5,
    reason: "missing",
    invariants: ["numbers-without-holes"],
    statements: (tenant, ids) => [
      ["delete from azals.journal_line where tenant_id = $1 and entry_id = $2", [tenant, ids[4]]],
      [`delete from azals.journal_entry ${ofEntry}`, [tenant, ids[4]]]
    ]
  },
  {
    name: "deletes every entry of the journal",
    number: 1,
    reason: "missing",
    invariants: ["numbers-without-holes"],
    statements: (tenant, ids) => [
      ["delete from azals.journal_line where tenant_id = $1 and entry_id = any($2)", [tenant, ids]],
      ["delete from azals.journal_entry where tenant_id = $1 and id = any($2)", [tenant, ids]]
    ]
  },
  {
    name: "recomputes the hash of a changed entry",
    number: 4,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [`update azals.journal_entry set label = 'Autre' ${ofEntry}`, [tenant, ids[2]]],
      [rehashed, [tenant, ids[2]]]
    ]
  },
  {
    name: "recomputes the hash of the last entry, changed",
    number: 5,
    reason: "changed",
    invariants: [],
    statements: (tenant, ids) => [
      [`update azals.journal_entry set label = 'Autre' ${ofEntry}`, [tenant, ids[4]]],
      [rehashed, [tenant, ids[4]]]
    ]
  },
  {
    name: "sets the count of the journal back",
    number: 5,
    reason: "unknown",
    invariants: ["numbers-without-holes"],
    statements: (tenant, ids) => [
      [
        `update azals.journal_sequence s set last_number = 4, last_hash = p.hash from azals.journal_entry e
          join azals.journal_entry p on p.tenant_id = e.tenant_id and p.journal_id = e.journal_id and p.number = 4
          where e.tenant_id = $1 and e.id = $2 and s.tenant_id = $1 and s.journal_id = e.journal_id`,
        [tenant, ids[4]]
      ]
    ]
  },
  {
    name: "adds an entry behind the last",
    number: 6,
    reason: "unknown",
    invariants: ["entries-balance", "numbers-without-holes"],
    statements: (tenant, ids) => [
      [
        `insert into azals.journal_entry (tenant_id, id, journal_id, fiscal_year_id, number, entry_date, label, hash)
          select tenant_id, uuidv7(), journal_id, fiscal_year_id, 6, entry_date, label, sha256('x')
          from azals.journal_entry ${ofEntry}`,
        [tenant, ids[4]]
      ]
    ]
  }
]
