/** A page of the simulation: says in both languages that nothing in it is real. */
export const htmlPage = (title: string, content: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Simulation Swan</title></head>
<body style="font-family: system-ui; max-width: 42rem; margin: 3rem auto; line-height: 1.5">
<h1>${title}</h1>
<p>Ceci est une simulation de Swan : aucun argent ne bouge.</p>
<p lang="en">This is a simulation of Swan: no money moves.</p>
${content}
</body></html>
`

export const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
