// Loads a file of this site only as the exercise's manifest says: the browser holds its bytes against
// a sha256, and refuses one that differs.
export class Files {
  constructor(base, hashes) {
    this.base = base;
    this.hashes = hashes;
    this.loaded = new Map();
  }

  address(name) {
    return `${this.base}${name}`;
  }

  // An address of the verified bytes, for a worker or a module.
  async script(name) {
    const integrity = this.hashes[name];
    const answer = await fetch(`${this.address(name)}?v=${version(integrity)}`, { integrity });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: "text/javascript" }));
  }

  module(name) {
    if (!this.loaded.has(name)) {
      const loading = this.script(name).then((address) => import(address));
      loading.catch(() => this.loaded.delete(name)); // the network may be back later
      this.loaded.set(name, loading);
    }
    return this.loaded.get(name);
  }
}

export const version = (integrity) => integrity.slice(7, 15).replace(/\W/g, "-");
