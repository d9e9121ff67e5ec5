// A process of its own: node attacker.ts ATTACK PORT SECONDS. Prints what it did as JSON.
import { ATTACKS } from './attacks.ts';

const [name = '', port = '', seconds = ''] = process.argv.slice(2);
const attack = ATTACKS[name];
if (!attack) throw new Error(`Failed to attack: there is no "${name}". Choose from ${Object.keys(ATTACKS).join(', ')}.`);
console.log(JSON.stringify(await attack(Number(port), performance.now() + Number(seconds) * 1_000)));
