// chart of accounts and FEC
export * from "./chart/Pcg2026.ts"
export * from "./chart/ChartClass.ts"
