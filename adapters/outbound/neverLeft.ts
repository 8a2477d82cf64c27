/** Codes with which Node says that no connection came to be: nothing was sent. A Worker says none of them. */
const codes = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID"
])

/**
 * Whether it is certain that a failed request never left this machine. Whatever is not known for sure may have been
 * sent: a connection that was cut is not one that was refused.
 */
export const neverLeft = (error: unknown, depth = 0): boolean => {
  if (typeof error !== "object" || error === null || depth > 6) return false
  if ("code" in error && typeof error.code === "string" && codes.has(error.code)) return true
  if ("syscall" in error && error.syscall === "connect") return true
  if ("errors" in error && Array.isArray(error.errors) && error.errors.length > 0) {
    return error.errors.every((one) => neverLeft(one, depth + 1))
  }
  if ("reason" in error && neverLeft(error.reason, depth + 1)) return true
  return "cause" in error && neverLeft(error.cause, depth + 1)
}
