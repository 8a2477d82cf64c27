/** The style of every page: one column, readable from 360 px, light or dark as the person's system is. */
export const siteStyle = `:root {
  color-scheme: light dark;
  --ink: #1c2430; --soft: #55606f; --paper: #ffffff; --panel: #f3f5f8; --line: #d5dbe3;
  --accent: #0b57a4; --on-accent: #ffffff; --good: #0a6b3a; --bad: #a3201d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ecf2; --soft: #a9b4c2; --paper: #12161c; --panel: #1b212a; --line: #333d4a;
    --accent: #7db7f5; --on-accent: #0c1420; --good: #67d39b; --bad: #ff9d97;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; justify-content: space-between; }
header nav { display: flex; gap: 1rem; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.brand { margin: 0; font-weight: 700; letter-spacing: .08em; }
h1 { font-size: clamp(1.5rem, 5vw, 2.2rem); line-height: 1.2; margin: 1.5rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 0 0 .75rem; }
h3 { font-size: 1.15rem; margin: 1.25rem 0 0; }
.lead { margin: 0 0 1.5rem; color: var(--soft); max-width: 44rem; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 0 0 1rem; }
a { color: var(--accent); }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; }
dl div { display: flex; gap: .5rem; }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 600; }
.good { color: var(--good); }
.bad, [role="alert"] { color: var(--bad); }
.help { color: var(--soft); font-size: .9rem; margin: .4rem 0 0; }
label { display: block; font-weight: 600; margin-bottom: .3rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; }
input {
  flex: 1 1 14rem; min-width: 0; padding: .55rem .7rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem;
}
button {
  padding: .55rem 1.2rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .4rem;
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.links { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
.links li { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
.links span { color: var(--soft); }
table { width: 100%; border-collapse: collapse; margin-top: 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { padding: .35rem .6rem; text-align: left; font-weight: 400; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-size: .9rem; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { min-width: 5.5rem; }
.amount { text-align: right; white-space: nowrap; }
.total > * { font-weight: 700; border-bottom: 0; }
code { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  th, td { display: block; padding: 0; border: 0; }
  tbody th { width: auto; font-weight: 600; }
  td.amount { display: flex; justify-content: space-between; }
  td:empty { display: none; }
  td.amount::before { content: attr(data-label); color: var(--soft); font-weight: 400; }
}
`

export const siteIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b57a4"/><path d="M16 6 26 26h-4.4l-1.9-4h-7.4l-1.9 4H6Zm0 7.6L13.8 18.4h4.4Z" fill="#fff"/></svg>`
