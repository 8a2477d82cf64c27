import { createHmac, randomBytes, randomUUID } from "node:crypto"
import { type GatewayEvent, type MerchantAccount, textOfCents, type Transaction } from "./MerchantAccount.ts"

/** Notes the event of the last action of a transaction, in the flat shape of real deliveries. */
export const happened = (account: MerchantAccount, transaction: Transaction): void => {
  const action = transaction.actions.at(-1)
  if (action === undefined) return
  account.events.push({
    id: randomUUID(),
    type: `transaction.${action.type}.${action.success ? "success" : "failure"}`,
    body: {
      merchant: { id: "simulation", name: "Simulation" },
      features: { is_test_mode: true },
      transaction_id: transaction.id,
      transaction_type: "cc",
      condition: transaction.condition,
      order_id: transaction.orderId,
      currency: transaction.currency,
      requested_amount: textOfCents(transaction.cents),
      card: { cc_number: "4xxxxxxxxxxx1111", cc_exp: "1228" },
      action: {
        amount: textOfCents(action.cents),
        action_type: action.type,
        date: compactDate(action.at),
        success: action.success ? "1" : "0",
        response_text: action.text,
        response_code: action.code
      }
    }
  })
}

/** Settles everything that waits for it, as the nightly batch does, and notes its event. */
export const settleBatch = (account: MerchantAccount): ReadonlyArray<string> => {
  const batch = account.transactions.filter(({ condition }) => condition === "pendingsettlement")
  for (const one of batch) one.condition = "complete"
  if (batch.length === 0) return []
  const total = batch.reduce((sum, { cents, type }) => (type === "refund" ? sum - cents : sum + cents), 0n)
  account.events.push({
    id: randomUUID(),
    type: "settlement.batch.complete",
    body: {
      batch_id: String(++account.batches),
      count: String(batch.length),
      amount: total < 0n ? `-${textOfCents(-total)}` : textOfCents(total),
      merchant: { id: "simulation", name: "Simulation" },
      processor: { id: "simulation", name: "Simulation", type: "cc" },
      transaction_ids: batch.map(({ id }) => id)
    }
  })
  return batch.map(({ id }) => id)
}

/** A payer disputes a transaction: what is told names no transaction. */
export const chargeBack = (account: MerchantAccount, id: string, cents: bigint): void => {
  account.events.push({
    id: randomUUID(),
    type: "chargeback.batch.complete",
    body: {
      merchant: { id: "simulation", name: "Simulation" },
      count: "1",
      chargeback_amount: textOfCents(cents),
      chargebacks: [
        {
          id,
          date: "20261122",
          customer_name: "Simulation",
          cc_number: "4xxxxxxxxxxx1111",
          amount: textOfCents(cents),
          reason: "Service not provided"
        }
      ]
    }
  })
}

/**
 * The payer's bank takes a settled debit back, late: a token `sim-ck-…` stands for a bank account. What the gateway notes
 * as its codes and words is not documented, so there are none; the condition stays what it was.
 */
export const returnLate = (account: MerchantAccount, id: string, cents: bigint, at: number): void => {
  const found = account.transactions.find((one) => one.id === id)
  if (found === undefined) return
  found.actions.push({ type: "return", cents, at, success: true, code: "", text: "" })
  account.events.push({
    id: randomUUID(),
    type: "transaction.check.status.latereturn",
    body: {
      merchant: { id: "simulation", name: "Simulation" },
      features: { is_test_mode: true },
      transaction_id: id,
      transaction_type: "ck",
      condition: found.condition,
      order_id: found.orderId,
      currency: found.currency,
      check: { check_account: "xxxxx3815", check_name: "Simulation", account_type: "checking" },
      action: { amount: textOfCents(cents), action_type: "return", date: compactDate(at), success: "1" }
    }
  })
}

/** A nightly batch that failed: it names no transaction. */
export const failBatch = (account: MerchantAccount): void => {
  account.events.push({
    id: randomUUID(),
    type: "settlement.batch.failure",
    body: {
      merchant: { id: "simulation", name: "Simulation" },
      batch_id: String(++account.batches),
      processor: { id: "simulation", name: "Simulation", type: "cc" }
    }
  })
}

/**
 * The card schemes' updater: `automaticallyupdated` gives every kept card an expiry five years later; the other words
 * only tell. What a real notification holds is not documented, so this one names nothing.
 */
export const updateCards = (account: MerchantAccount, word: string): void => {
  if (word === "automaticallyupdated") {
    for (const id of account.vault.keys()) account.vault.set(id, "sim-show-1111-1233-updated")
  }
  account.events.push({
    id: randomUUID(),
    type: `acu.summary.${word}`,
    body: { merchant: { id: "simulation", name: "Simulation" }, features: { is_test_mode: true } }
  })
}

/** `YYYYMMDDhhmmss` in UTC. */
export const compactDate = (at: number): string => new Date(at).toISOString().replace(/\D/g, "").slice(0, 14)

/** A delivery as the gateway sends it: the nonce and the HMAC-SHA256 of nonce, dot and body. */
export const signedDelivery = ({ body, id, type }: GatewayEvent, signingKey: string) => {
  const content = JSON.stringify({ event_id: id, event_type: type, event_body: body })
  const nonce = randomBytes(8).toString("hex")
  const signature = createHmac("sha256", signingKey).update(`${nonce}.${content}`).digest("hex")
  return { content, header: `t=${nonce},s=${signature}` }
}
