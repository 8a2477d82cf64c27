export { purgeFiles } from "./purgeFiles.ts"
export { requestPurge } from "./requestPurge.ts"
