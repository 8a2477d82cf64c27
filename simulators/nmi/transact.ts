import { approved, type GatewayAnswer, refusedWith, rejected } from "./gatewayAnswer.ts"
import { happened } from "./gatewayEvents.ts"
import { centsOf, type MerchantAccount, sumOf, type Transaction } from "./MerchantAccount.ts"

/** What `transact.php` does with a form: the effect first, then the answer. */
export const transact = (account: MerchantAccount, form: URLSearchParams, now: number): GatewayAnswer => {
  const vaultCommand = form.get("customer_vault")
  if (vaultCommand !== null) return vault(account, form, vaultCommand)
  const type = form.get("type") ?? ""
  if (type === "sale" || type === "auth" || type === "credit" || type === "validate") {
    return take(account, form, type, now)
  }
  const followed = account.transactions.find(({ id }) => id === form.get("transactionid"))
  if (followed === undefined) return rejected("Transaction not found")
  if (type === "capture") return capture(account, followed, form, now)
  if (type === "void") return cancel(account, followed, now)
  if (type === "refund") return refund(account, followed, form, now)
  return rejected("Unsupported type")
}

const take = (account: MerchantAccount, form: URLSearchParams, type: string, now: number): GatewayAnswer => {
  const cents = type === "validate" ? 0n : centsOf(form.get("amount") ?? "")
  const card = cardOf(account, form)
  if (cents === undefined) return rejected("Invalid amount")
  if (card === undefined) return rejected("Invalid payment token")
  if (type !== "validate" && isDuplicate(account, card, cents, form, now)) {
    return rejected("Duplicate transaction")
  }
  const [code, text] = resultOf(card, type, cents)
  const made: Transaction = {
    id: nextId(),
    type,
    orderId: form.get("orderid") ?? "",
    ...(form.has("subscription_id") ? { subscription: form.get("subscription_id") ?? "" } : {}),
    currency: form.get("currency") ?? "USD",
    cents,
    card,
    credential: fieldsIn(form, credentialFields),
    authentication: fieldsIn(form, authenticationFields),
    actions: [{ type, cents, at: now, success: code === "100", code, text }],
    condition: code === "100" ? conditionAfter(type) : "failed"
  }
  account.transactions.push(made)
  happened(account, made)
  const fields = { ...answerFields(made, form), authcode: code === "100" ? "123456" : "" }
  return code === "100" ? approved(text, fields) : refusedWith(code, text, fields)
}

const credentialFields = [
  "initiated_by",
  "stored_credential_indicator",
  "initial_transaction_id",
  "billing_method"
]

const authenticationFields = [
  "cardholder_auth",
  "cavv",
  "xid",
  "eci",
  "three_ds_version",
  "directory_server_id"
]

const fieldsIn = (form: URLSearchParams, names: ReadonlyArray<string>) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name)
      return value === null ? [] : [[name, value] as const]
    })
  )

const conditionAfter = (type: string) =>
  type === "auth" ? "pending" : type === "validate" ? "complete" : "pendingsettlement"

/** Test mode: an amount under 1.00 is declined. A token `sim-code-202-…` is answered with that code. */
const resultOf = (card: string, type: string, cents: bigint): readonly [code: string, text: string] => {
  const told = /^sim-code-(\d{3})-/.exec(card)?.[1]
  if (told !== undefined) return [told, `SIMULATED ${told}`]
  return type !== "validate" && cents < 100n ? ["200", "DECLINE"] : ["100", "SUCCESS"]
}

const testToken = "00000000-000000-000000-000000000000"

/** The card that a token or a vault id stands for. A simulated token is good for one use; the test token always is. */
const cardOf = (account: MerchantAccount, form: URLSearchParams): string | undefined => {
  const vaultId = form.get("customer_vault_id")
  const token = form.get("payment_token")
  if (token === null) return vaultId === null ? undefined : account.vault.get(vaultId)
  if (token === testToken) return token
  if (!/^sim-[a-z0-9-]{1,100}$/.test(token) || account.usedTokens.has(token)) return undefined
  account.usedTokens.add(token)
  return token
}

/** The duplicate check: the same amount of the same card within `dup_seconds`, 20 minutes unless told. */
const isDuplicate = (
  { transactions }: MerchantAccount,
  card: string,
  cents: bigint,
  form: URLSearchParams,
  now: number
) => {
  const since = now - Number(form.get("dup_seconds") ?? "1200") * 1000
  return transactions.some(
    (one) =>
      one.card === card && one.cents === cents && one.actions.some(({ at, success }) => success && at > since)
  )
}

const capture = (account: MerchantAccount, followed: Transaction, form: URLSearchParams, now: number) => {
  const cents = form.has("amount") ? centsOf(form.get("amount") ?? "") : followed.cents
  if (cents === undefined || cents === 0n) return rejected("Invalid amount")
  if (followed.type !== "auth" || !["pending", "pendingsettlement"].includes(followed.condition)) {
    return rejected("Only authorizations can be captured")
  }
  if (sumOf(followed, "capture") + cents > followed.cents) {
    return rejected("The specified amount exceeds the authorization amount")
  }
  followed.condition = "pendingsettlement"
  return done(account, followed, "capture", cents, form, now)
}

const cancel = (account: MerchantAccount, followed: Transaction, now: number) => {
  if (!["pending", "pendingsettlement"].includes(followed.condition)) {
    return rejected("Only transactions pending settlement can be voided")
  }
  followed.condition = "canceled"
  return done(account, followed, "void", followed.cents, new URLSearchParams(), now)
}

/** A refund is a transaction of its own. */
const refund = (account: MerchantAccount, followed: Transaction, form: URLSearchParams, now: number) => {
  const taken = followed.type === "sale" ? sumOf(followed, "sale") : sumOf(followed, "capture")
  const cents = form.has("amount") ? centsOf(form.get("amount") ?? "") : taken
  if (cents === undefined || cents === 0n) return rejected("Invalid amount")
  const returned = account.transactions
    .filter((one) => one.card === `refund-of-${followed.id}`)
    .reduce((sum, one) => sum + one.cents, 0n)
  if (followed.condition === "canceled" || returned + cents > taken) {
    return rejected("Refund amount may not exceed the transaction balance")
  }
  const made: Transaction = {
    id: nextId(),
    type: "refund",
    orderId: form.get("orderid") ?? "",
    currency: followed.currency,
    cents,
    card: `refund-of-${followed.id}`,
    actions: [],
    condition: "pendingsettlement"
  }
  account.transactions.push(made)
  return done(account, made, "refund", cents, form, now)
}

const done = (
  account: MerchantAccount,
  transaction: Transaction,
  type: string,
  cents: bigint,
  form: URLSearchParams,
  at: number
) => {
  transaction.actions.push({ type, cents, at, success: true, code: "100", text: "SUCCESS" })
  happened(account, transaction)
  return approved("SUCCESS", answerFields(transaction, form))
}

const answerFields = ({ id, type }: Transaction, form: URLSearchParams) => ({
  transactionid: id,
  avsresponse: "",
  cvvresponse: "",
  orderid: form.get("orderid") ?? "",
  type
})

const vault = (account: MerchantAccount, form: URLSearchParams, command: string): GatewayAnswer => {
  const id = form.get("customer_vault_id") ?? nextId()
  if (command === "delete_customer") {
    return account.vault.delete(id) ? approved("Customer Deleted") : rejected("Invalid Customer Vault ID")
  }
  const card = cardOf(account, form)
  if (card === undefined) return rejected("Invalid payment token")
  if (command === "add_customer" && account.vault.has(id)) return rejected("Duplicate Customer Vault ID")
  if (command === "update_customer" && !account.vault.has(id)) return rejected("Invalid Customer Vault ID")
  account.vault.set(id, card)
  const text = command === "add_customer" ? "Customer Added" : "Customer Update Successful"
  return approved(text, { customer_vault_id: id })
}

let lastId = 10_000_000_000

const nextId = () => String(++lastId)
