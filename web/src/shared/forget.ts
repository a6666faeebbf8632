/** What pages keep in memory belongs to one person: all of it goes when he logs out or somebody else logs in. */
const keepers: (() => void)[] = []

/** Names what is to be done then, once for each module. */
export function onForget(forget: () => void): void {
  keepers.push(forget)
}

export function forgetAll(): void {
  keepers.forEach((forget) => forget())
}
