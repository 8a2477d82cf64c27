import { addDays, LocalDate } from "./LocalDate.ts"

/**
 * Whether payments in euros settle on a day: TARGET is closed on Saturdays, Sundays, 1 January, Good Friday, Easter Monday,
 * 1 May, 25 and 26 December (the European Central Bank's long-term calendar, since 2002).
 */
export const isTargetDay = (date: LocalDate): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  if (closed.has(date.slice(5))) return false
  const easter = easterSunday(Number(date.slice(0, 4)))
  return date !== addDays(easter, -2) && date !== addDays(easter, 1)
}

/** The day itself when TARGET is open, else the next one on which it is. */
export const targetDayFrom = (date: LocalDate): LocalDate => {
  let day = date
  while (!isTargetDay(day)) day = addDays(day, 1)
  return day
}

const closed: ReadonlySet<string> = new Set(["01-01", "05-01", "12-25", "12-26"])

/** Easter Sunday of the Gregorian calendar: the anonymous algorithm that J. Meeus gives in Astronomical Algorithms. */
const easterSunday = (year: number): LocalDate => {
  const [golden, century, ofCentury] = [year % 19, Math.floor(year / 100), year % 100]
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const days = moon + weekday - 7 * late + 114
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1]
  return LocalDate.make(`${year}-0${month}-${String(day).padStart(2, "0")}`)
}
