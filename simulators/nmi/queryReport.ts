import { compactDate } from "./gatewayEvents.ts"
import { type MerchantAccount, shownOf, textOfCents, type Transaction } from "./MerchantAccount.ts"

/** The XML that `query.php` answers. */
export const queryReport = (account: MerchantAccount, form: URLSearchParams): string => {
  switch (form.get("report_type") ?? "") {
    case "customer_vault":
      return response(vaultXml(account, form))
    case "test_mode_status":
      return response("<test_mode_enabled>true</test_mode_enabled>")
    case "":
      return response(
        paged(account.transactions.filter(matching(form)), form)
          .map(transactionXml)
          .join("")
      )
    default:
      return errorReport("Unsupported report_type")
  }
}

export const errorReport = (text: string): string =>
  response(`<error_response>${escaped(text)}</error_response>`)

const response = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<nm_response>${content}</nm_response>`

const matching = (form: URLSearchParams) => {
  const conditions = (form.get("condition") ?? "").split(",").filter((one) => one !== "")
  const [from, to] = [form.get("start_date") ?? "", form.get("end_date") ?? "9"]
  return (one: Transaction) =>
    (form.get("transaction_id") ?? one.id) === one.id &&
    (form.get("order_id") ?? one.orderId) === one.orderId &&
    (!form.has("subscription_id") || form.get("subscription_id") === one.subscription) &&
    (conditions.length === 0 || conditions.includes(one.condition)) &&
    one.actions.some(({ at }) => compactDate(at) >= from && compactDate(at) <= to)
}

const paged = (found: ReadonlyArray<Transaction>, form: URLSearchParams) => {
  const limit = Number(form.get("result_limit") ?? "10000")
  const start = Number(form.get("page_number") ?? "0") * limit
  return found.slice(start, start + limit)
}

const transactionXml = (one: Transaction): string =>
  `<transaction>${tag("transaction_id", one.id)}<partial_payment_id/><platform_id/>${tag("transaction_type", one.card.startsWith("sim-ck-") ? "ck" : "cc")}${tag(
    "condition",
    one.condition
  )}${tag("order_id", one.orderId)}${tag("currency", one.currency)}${tag("cc_number", "4xxxxxxxxxxx1111")}${tag(
    "cc_exp",
    "1228"
  )}${one.actions.map((action) => actionXml(action)).join("")}</transaction>`

const actionXml = ({ at, cents, code, success, text, type }: Transaction["actions"][number]): string =>
  `<action>${tag("amount", textOfCents(cents))}${tag("action_type", type)}${tag("date", compactDate(at))}${tag(
    "success",
    success ? "1" : "0"
  )}${tag("response_text", text)}${tag("response_code", code)}</action>`

const vaultXml = ({ vault }: MerchantAccount, form: URLSearchParams): string => {
  const wanted = form.get("customer_vault_id")
  const found = [...vault.keys()].filter((id) => wanted === null || id === wanted)
  const limit = Number(form.get("result_limit") ?? "10000")
  const start = Number(form.get("page_number") ?? "0") * limit
  const customers = found.slice(start, start + limit).map((id) => {
    const { expires, masked } = shownOf(vault.get(id) ?? "")
    return `<customer>${tag("customer_vault_id", id)}${tag("cc_number", masked)}${tag("cc_exp", expires)}</customer>`
  })
  return `<customer_vault>${customers.join("")}</customer_vault>`
}

const tag = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
