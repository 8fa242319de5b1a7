/* What a learner has done, as text for cmi.suspend_data: at most 4096 ASCII characters.

     1.vAAAABBBBCCCC

   A version, then sections: a full stop, a letter and what the letter stands for. The section v holds the keys
   of the pages that were seen, four characters each. Keys that the course does not know belong to pages of
   another version of it; they and unknown sections are kept as long as there is room. */
window.State = (() => {
  'use strict';

  const LIMIT = 4096;
  const KEY = 4;
  const HEAD = '1.v';

  // parse reads the keys of the pages seen, and the sections it does not know.
  function parse(text) {
    const [version, ...sections] = text.split('.');
    const state = { seen: new Set(), others: [] };
    if (version !== '1') return state;
    for (const section of sections) {
      if (section[0] !== 'v') state.others.push(section);
      else for (const key of section.slice(1).match(/[\w-]{4}/g) || []) state.seen.add(key);
    }
    return state;
  }

  // format writes a state. `known` are the keys of the course's pages, in order.
  function format(state, known) {
    const own = known.filter((key) => state.seen.has(key));
    const foreign = [...state.seen].filter((key) => !known.includes(key));
    let room = LIMIT - HEAD.length - own.length * KEY;
    const others = state.others.filter((section) => {
      const fits = section.length < room;
      if (fits) room -= section.length + 1;
      return fits;
    });
    const keys = own.concat(foreign.slice(0, Math.max(0, Math.floor(room / KEY))));
    return [HEAD + keys.slice(0, Math.floor((LIMIT - HEAD.length) / KEY)).join(''), ...others].join('.');
  }

  return { parse, format };
})();
