import { Effect } from "effect"
import type { StoredMethod } from "../../domain/finance/payments/model/index.ts"
import type { IntentId, OpenConnection } from "../../domain/finance/providers/model/index.ts"
import type { PaymentGateway } from "../../ports/finance/PaymentGateway.ts"
import type { everyPage } from "./query.ts"
import { type Element, textAt } from "./queryAnswer.ts"
import type { transact } from "./transact.ts"

type VaultMethods = "findMethod" | "forget" | "methodReference" | "replace" | "store" | "storedMethods"

/** The gateway's Customer Vault: one card an entry, whose id is ours. */
export const vault = (
  send: ReturnType<typeof transact>,
  pages: ReturnType<typeof everyPage>
): Pick<PaymentGateway, VaultMethods> => {
  const kept = (connection: OpenConnection, fields: Readonly<Record<string, string>>) =>
    Effect.map(
      pages(connection, capability, { report_type: "customer_vault", ...fields }, "customer"),
      (customers) => customers.flatMap(methodIn)
    )
  return {
    methodReference: vaultId,
    store: (connection, token, key) =>
      Effect.as(
        send(connection, capability, {
          customer_vault: "add_customer",
          customer_vault_id: vaultId(key),
          payment_token: token
        }),
        { reference: vaultId(key), masked: null, expires: null }
      ),
    replace: (connection, reference, token) =>
      Effect.asVoid(
        send(connection, capability, {
          customer_vault: "update_customer",
          customer_vault_id: reference,
          payment_token: token
        })
      ),
    forget: (connection, reference) =>
      Effect.asVoid(
        send(connection, capability, { customer_vault: "delete_customer", customer_vault_id: reference })
      ),
    findMethod: (connection, reference) =>
      Effect.map(
        kept(connection, { customer_vault_id: reference }),
        (found) => found.find((one) => one.reference === reference) ?? null
      ),
    storedMethods: (connection) => kept(connection, {})
  }
}

const capability = "payments.stored-methods"

/** The reference of a kept method is ours: it is found again by it when the answer was lost. */
const vaultId = (key: IntentId): string => key

const methodIn = (customer: Element): ReadonlyArray<StoredMethod> => {
  const reference = textAt(customer, "customer_vault_id")
  if (reference === "") return []
  const [masked, expires] = [maskedOf(textAt(customer, "cc_number")), textAt(customer, "cc_exp") || null]
  return [{ reference, masked, expires }]
}

/** What the gateway masks, and nothing that it might not have masked. */
export const maskedOf = (text: string) => (/^[0-9]?[x*]+[0-9]{0,4}$/i.test(text) ? text : null)
