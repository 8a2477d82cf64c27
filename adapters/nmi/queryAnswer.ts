import { SaxesParser } from "saxes"

/** An element of an answer: its own text, and its children in order. */
export interface Element {
  readonly name: string
  readonly children: ReadonlyArray<Element>
  readonly text: string
}

interface Open {
  readonly name: string
  readonly children: Array<Element>
  text: string
}

const limits = { characters: 20_000_000, depth: 20, elements: 400_000 }

/**
 * The root element of an XML answer, or nothing when it is not one: malformed, with a DOCTYPE (and so with entities of
 * its own), too deep or too large.
 */
export const elementOf = (xml: string): Element | undefined => {
  if (xml.length > limits.characters) return undefined
  try {
    return parse(xml)
  } catch (fault) {
    if (fault instanceof NotReadable) return undefined
    throw fault
  }
}

class NotReadable extends Error {}

const refuse = (why: string): never => {
  throw new NotReadable(why)
}

const parse = (xml: string): Element | undefined => {
  const parser = new SaxesParser({})
  const path: Array<Open> = []
  let root: Open | undefined
  let count = 0
  parser.on("error", (fault) => refuse(fault.message))
  parser.on("doctype", () => refuse("a DOCTYPE"))
  parser.on("opentag", ({ name }) => {
    const element: Open = { name, children: [], text: "" }
    const parent = path.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
    path.push(element)
    if (++count > limits.elements || path.length > limits.depth) refuse("too large")
  })
  const hear = (part: string) => {
    const open = path.at(-1)
    if (open !== undefined) open.text += part
  }
  parser.on("text", hear)
  parser.on("cdata", hear)
  parser.on("closetag", () => void path.pop())
  parser.write(xml).close()
  return root
}

/** The text of a child; empty when there is none. */
export const textAt = ({ children }: Element, name: string): string =>
  (children.find((one) => one.name === name)?.text ?? "").trim()

/** Every element of a name, at any depth. */
export const elementsNamed = (element: Element, name: string): ReadonlyArray<Element> =>
  element.children.flatMap((one) => [...(one.name === name ? [one] : []), ...elementsNamed(one, name)])
