/** The master key of benchmarks: worth nothing anywhere else. */
export const benchMasterKey = `bench:${btoa("0123456789abcdef0123456789abcdef")}`
