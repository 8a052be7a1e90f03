// Gives every package of package-lock.json the address its archive would have on a registry: the one named, or one
// that cannot exist. With an address and a digest npm takes archives straight from its cache; without, it looks each
// package up in the index of the cache and rewrites that index as it goes, which a shared, unchanging cache must not see.
'use strict'

const { readFileSync, writeFileSync } = require('node:fs')

const file = 'package-lock.json'
const registry = (process.argv[2] || 'https://registry.invalid/').replace(/\/*$/, '/')
const lock = JSON.parse(readFileSync(file, 'utf8'))

for (const [path, entry] of Object.entries(lock.packages)) {
    const [, name] = path.match(/(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/) ?? []
    if (name) {
        entry.resolved = `${registry}${name}/-/${name.split('/').pop()}-${entry.version}.tgz`
    }
}
writeFileSync(file, JSON.stringify(lock, null, 2) + '\n')
