// What the core calls a thing, as people read it.

export const words = (key: string) => key.replaceAll("_", " ");
