export { listEvents } from "./listEvents.ts"
export { type Heard, listenToEvents } from "./listenToEvents.ts"
