export { listEvents } from "./listEvents.ts"
export { startOfListening } from "./startOfListening.ts"
export { type Heard, listenToEvents } from "./listenToEvents.ts"
