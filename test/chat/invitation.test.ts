// Who is invited needs an address that leads to the room from where they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationOf, type Invited } from '../../src/pages/invitation.ts';

const LAN = 'http://192.168.0.10:5501';
const LOCAL = 'http://localhost:5501/';
const PAGE = 'https://me.example/sala/';
const ALONE = { kind: 'alone', command: 'npm start -- --host' };

interface Case extends Partial<Invited> {
  readonly page: string;
  readonly is: object;
}

const CASES: Readonly<Record<string, Case>> = {
  'the page of a server that others reach': { page: `${LAN}/`, urls: [], is: { kind: 'link', url: `${LAN}/#/kitchen` } },
  'the same before the server has answered': { page: `${LAN}/`, urls: undefined, is: { kind: 'link', url: `${LAN}/#/kitchen` } },
  'a page from a static host, and another server':
    { page: PAGE, server: 'https://chat.example/', is: { kind: 'link', url: `${PAGE}#/kitchen?server=https://chat.example/` } },
  'the own machine, whose server is told its addresses':
    { page: LOCAL, urls: [LAN, 'http://10.0.0.2:5501'], is: { kind: 'link', url: `${LAN}/#/kitchen` } },
  'the own machine, whose server has an address below a path':
    { page: LOCAL, urls: ['https://chat.example/sala/'], is: { kind: 'link', url: 'https://chat.example/sala/#/kitchen' } },
  'a room whose name needs to be encoded': { page: LOCAL, room: 'a/b ?', urls: [LAN], is: { kind: 'link', url: `${LAN}/#/a%2Fb%20%3F` } },
  'a server that listens to its own machine alone': { page: LOCAL, is: { ...ALONE, url: `${LOCAL}#/kitchen` } },
  'a server that says that others reach it at localhost':
    { page: LOCAL, urls: ['http://localhost:9'], is: { ...ALONE, url: `${LOCAL}#/kitchen` } },
  'another name of the own machine': { page: 'http://[::1]:5501/', is: { ...ALONE, url: 'http://[::1]:5501/#/kitchen' } },
  'one more': { page: 'http://127.0.1.1/', is: { ...ALONE, url: 'http://127.0.1.1/#/kitchen' } },
  'the own machine, whose server has not answered': { page: LOCAL, urls: undefined, is: { kind: 'unknown' } },
  'a page of the own machine, and a Sala elsewhere':
    { page: LOCAL, server: 'https://chat.example/', is: { kind: 'link', url: 'https://chat.example/#/kitchen' } },
  'a page of the own machine, and elsewhere a server with the base part alone': {
    page: LOCAL, server: 'https://chat.example/', hasPage: false, is: { ...ALONE, url: `${LOCAL}#/kitchen?server=https://chat.example/` },
  },
  'a page from elsewhere, and a server of the own machine that others reach':
    { page: PAGE, server: LOCAL, urls: [LAN], is: { kind: 'link', url: `${LAN}/#/kitchen` } },
  'a page from elsewhere, and a server of the own machine alone':
    { page: PAGE, server: LOCAL, is: { ...ALONE, url: `${PAGE}#/kitchen?server=http://localhost:5501/` } },
  'a host that only begins like the own machine':
    { page: 'https://localhost.example/', is: { kind: 'link', url: 'https://localhost.example/#/kitchen' } },
  'the demo': { page: PAGE, server: `${PAGE}demo/`, is: { kind: 'demo' } },
  'the demo of the own machine': { page: LOCAL, server: `${LOCAL}demo/`, urls: [LAN], is: { kind: 'demo' } },
};

for (const [name, { page, is, ...given }] of Object.entries(CASES)) {
  test(`an invitation from ${name}`, () => {
    const invited = { room: 'kitchen', server: page, urls: [], hasPage: true, ...given };
    assert.deepEqual(invitationOf(invited, { own: page, demo: `${page}demo/` }), is);
  });
}
