export { collect, CollectInput } from "./collect.ts"
export {
  chooseRoute,
  FallbackOrder,
  healthOf,
  inOrder,
  mayFallBack,
  noRoute,
  Route,
  type RouteFacts,
  RouteHealth
} from "./Route.ts"
export { StartSuite } from "./StartSuite.ts"
export { suiteDefinitions } from "./suiteDefinitions.ts"
export { DefinedProcess, SuitePlan } from "./SuitePlan.ts"
