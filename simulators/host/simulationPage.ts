import type { Simulator } from "./Simulator.ts"

/** The page of a simulator: in French and English, that nothing in it is real. */
export const simulationPage = ({ title }: Simulator): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Simulation : ${title}</title></head>
<body style="font-family: system-ui; max-width: 42rem; margin: 3rem auto; line-height: 1.5">
<h1>Ceci est une simulation</h1>
<p>Ce serveur imite ${title} pour les essais. Aucun argent n'existe ici, rien n'est envoyé à ${title}.</p>
<p lang="en">This is a simulation. This server imitates ${title} for trials. No money exists here, nothing is sent to ${title}.</p>
</body></html>
`
