import { DateTime, Schema } from "effect"
import { Instant } from "../../../../shared/Instant.ts"
import { LocalDate } from "../../../../shared/LocalDate.ts"
import { EUR, money, Money, MoneySum } from "../../../../shared/Money.ts"
import { Uuid } from "../../../../shared/Uuid.ts"
import { WordedAs } from "../../../../shared/Worded.ts"
import { ConnectionId } from "../../../providers/model/index.ts"
import { BankAccountId } from "../books/BankAccount.ts"
import { BankLineId } from "../books/BankLine.ts"
import { MemberRights } from "../members/MemberRights.ts"
import { IbanMapping } from "../virtualIbans/IbanMapping.ts"

export const ProviderAccountId = Uuid.pipe(Schema.brand("ProviderAccountId"))
export type ProviderAccountId = typeof ProviderAccountId.Type

const Holder = Schema.Struct({
  reference: Schema.String,
  name: Schema.String.annotate({ examples: ["Menuiserie Lemaire SARL"] }),
  kind: WordedAs(["company", "individual"]),
  verification: WordedAs(["not-started", "waiting-for-information", "pending", "verified", "refused"]),
  /** The last two are absent where the account was read before they were asked for. */
  wanted: Schema.optionalKey(
    Schema.Array(
      WordedAs([
        "first-transfer",
        "supporting-documents",
        "beneficial-owners",
        "legal-representative",
        "organization",
        "tax-number"
      ])
    ).annotate({ description: "What the institution waits for before it goes on with the verification" })
  ),
  refusedBecause: Schema.optionalKey(
    Schema.NullOr(Schema.String.annotate({ examples: ["The registration was not found"] }))
  )
}).annotate({ identifier: "ProviderAccountHolder" })

const Balances = Schema.Struct({
  available: MoneySum,
  booked: MoneySum,
  pending: MoneySum,
  reserved: MoneySum,
  agree: Schema.Boolean.annotate({
    description: "Whether available is booked + pending - reserved, as it should be",
    examples: [true]
  })
}).annotate({ identifier: "ProviderBalances" })

/** What the institution said of an account when it was last asked. */
export const ProviderAccountContent = Schema.Struct({
  number: Schema.NullOr(Schema.String),
  name: Schema.String.annotate({ examples: ["Compte principal"] }),
  iban: Schema.NullOr(Schema.String),
  bic: Schema.NullOr(Schema.String),
  currency: Schema.String.annotate({ examples: ["EUR"] }),
  holder: Schema.NullOr(Holder),
  state: WordedAs(["open", "suspended", "closing", "closed"]),
  level: WordedAs(["limited", "unlimited"]),
  balances: Schema.NullOr(Balances),
  /** Absent where the account was read before it was asked for. */
  newMovementsNeedAuthentication: Schema.optionalKey(
    Schema.Boolean.annotate({
      description: "Whether the institution shows newer movements only after strong authentication",
      examples: [false]
    })
  ),
  /** Absent where the account was read before they were. */
  members: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        reference: Schema.String.annotate({
          description: "Whom a card may be issued to: its holderReference",
          examples: ["8f1c6a52-7b1d-4e0a-9a51-3f0f6b9c1a11"]
        }),
        email: Schema.String.annotate({ examples: ["claire@example.fr"] }),
        managesCards: Schema.Boolean,
        /** The last three are absent where the account was read before they were asked for. */
        rights: Schema.optionalKey(MemberRights),
        legalRepresentative: Schema.optionalKey(Schema.Boolean),
        isOurs: Schema.optionalKey(
          Schema.Boolean.annotate({ description: "The user in whose name the connection acts" })
        ),
        state: WordedAs(["consent-needed", "invited", "enabled", "suspended", "disabled"])
      }).annotate({ identifier: "ProviderAccountMember" })
    )
  ),
  virtualIbans: Schema.Array(
    Schema.Struct({
      reference: Schema.String,
      iban: Schema.String,
      bic: Schema.String,
      label: Schema.NullOr(Schema.String),
      state: WordedAs(["enabled", "suspended", "cancelled"])
    })
  ),
  mandates: Schema.Array(
    Schema.Struct({
      reference: Schema.String,
      umr: Schema.NullOr(Schema.String),
      creditor: Schema.NullOr(Schema.Struct({ name: Schema.String, identifier: Schema.String })),
      scheme: Schema.NullOr(Schema.String),
      sequence: Schema.NullOr(Schema.String),
      state: WordedAs(["enabled", "suspended", "cancelled", "consent-needed"]),
      signedOn: Schema.NullOr(LocalDate),
      expiresOn: Schema.NullOr(LocalDate)
    })
  ),
  statements: Schema.Array(
    Schema.Struct({
      reference: Schema.String,
      format: Schema.String,
      from: LocalDate,
      to: LocalDate,
      opening: MoneySum,
      closing: MoneySum,
      state: WordedAs(["pending", "ready", "failed", "voided"])
    })
  )
})
export type ProviderAccountContent = typeof ProviderAccountContent.Type

/**
 * An account at an institution that the company is connected to, as it was when last read. `bankAccountId` is where its
 * lines stand; `readUntil` is the last change that was read.
 */
export const ProviderAccount = Schema.Struct({
  id: ProviderAccountId,
  connectionId: ConnectionId,
  reference: Schema.String.annotate({ description: "The institution's own id", examples: ["acc-1"] }),
  bankAccountId: Schema.NullOr(BankAccountId),
  ...ProviderAccountContent.fields,
  notice: Schema.NullOr(
    Schema.Struct({ fr: Schema.String, en: Schema.String }).annotate({
      identifier: "ProviderAccountNotice",
      description: "What a person has to do for the account to be read on, in plain words"
    })
  ),
  seenAt: Instant,
  readUntil: Schema.NullOr(Instant),
  version: Schema.Int
}).annotate({
  identifier: "ProviderAccount",
  examples: [
    {
      id: ProviderAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
      reference: "acc-1",
      bankAccountId: BankAccountId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a41"),
      number: "00000000011",
      name: "Compte principal",
      iban: "FR7630006000011234567890189",
      bic: "SIMUFRP1XXX",
      currency: "EUR",
      holder: null,
      state: { is: "open", word: "Opened" },
      level: { is: "unlimited", word: "Unlimited" },
      balances: {
        available: money(880_000n, EUR),
        booked: money(1_000_000n, EUR),
        pending: money(-120_000n, EUR),
        reserved: money(0n, EUR),
        agree: true
      },
      newMovementsNeedAuthentication: false,
      notice: null,
      virtualIbans: [],
      mandates: [],
      statements: [],
      seenAt: DateTime.makeUnsafe("2026-11-22T14:05:00Z"),
      readUntil: DateTime.makeUnsafe("2026-11-22T14:04:00Z"),
      version: 2
    }
  ]
})
export type ProviderAccount = typeof ProviderAccount.Type

const states = [
  "upcoming",
  "pending",
  "booked",
  "rejected",
  "cancelled",
  "released",
  "deferred",
  "settled"
] as const

const Word = Schema.NullOr(Schema.String)

const OfCard = Schema.Struct({
  card: Word,
  role: WordedAs(["authorisation", "debit", "debit-reversal", "credit", "credit-reversal"]),
  original: Schema.NullOr(Money),
  merchant: Schema.Struct({ id: Word, name: Word, city: Word, country: Word, category: Word })
}).annotate({
  identifier: "ProviderCardMovement",
  description: "Of a movement of a card: which card, what it does, and who is paid"
})

/** A movement as the institution says it is now; `bankLineId` is its line, once it moves money. */
export const ProviderTransaction = Schema.Struct({
  reference: Schema.String.annotate({ examples: ["tx-1"] }),
  bankLineId: Schema.NullOr(BankLineId),
  direction: Schema.Literals(["in", "out"]),
  amount: Money,
  state: WordedAs(states),
  kind: WordedAs([
    "transfer",
    "instant-transfer",
    "internal-transfer",
    "direct-debit",
    "card",
    "cheque",
    "fees",
    "international-transfer"
  ]),
  isReturn: Schema.Boolean,
  fallsBack: Schema.optionalKey(Schema.Boolean),
  card: Schema.optionalKey(OfCard),
  label: Schema.String,
  counterparty: Schema.Struct({ name: Schema.String, iban: Schema.NullOr(Schema.String) }),
  endToEndReference: Schema.NullOr(Schema.String),
  lineReference: Schema.optionalKey(Schema.String),
  orderReference: Schema.NullOr(Schema.String),
  originReference: Schema.NullOr(Schema.String),
  virtualIbanReference: Schema.optionalKey(Schema.String),
  virtualIban: Schema.optionalKey(IbanMapping),
  mandateReference: Schema.NullOr(Schema.String),
  cancellable: Schema.Boolean,
  reason: Schema.NullOr(Schema.String),
  executionDate: Schema.NullOr(LocalDate),
  bookingDate: Schema.NullOr(LocalDate),
  valueDate: Schema.NullOr(LocalDate),
  updatedAt: Instant
}).annotate({
  identifier: "ProviderTransaction",
  examples: [
    {
      reference: "tx-1",
      bankLineId: BankLineId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a51"),
      direction: "out",
      amount: money(120_000n, EUR),
      state: { is: "booked", word: "Booked" },
      kind: { is: "transfer", word: "SepaCreditTransferOut" },
      isReturn: false,
      label: "Facture F-2026-001",
      counterparty: { name: "Dupont", iban: "FR7630006000011234567890189" },
      endToEndReference: "F-2026-001",
      orderReference: "pay-1",
      originReference: null,
      mandateReference: null,
      cancellable: false,
      reason: null,
      executionDate: LocalDate.make("2026-01-31"),
      bookingDate: LocalDate.make("2026-01-31"),
      valueDate: LocalDate.make("2026-01-31"),
      updatedAt: DateTime.makeUnsafe("2026-01-31T14:05:00Z")
    }
  ]
})
export type ProviderTransaction = typeof ProviderTransaction.Type
