export { SealBroken, VaultClosed } from "./errors.ts"
