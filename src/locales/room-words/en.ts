/** Short and kind, and told apart by ear: from three of them a room's name is made. There are 256. */
export const WORDS = `
acorn almond amber anchor apple apricot april arch arrow aspen aster autumn avocado bagel bamboo banjo barley basil
basket beach beacon bear beaver bee bell berry birch biscuit bloom blossom blue boat bonnet book breeze brick bridge
bright brook broom bubble bucket bunny butter button cabin cactus camel candle canoe canyon caramel carrot castle
cedar cello chalk cherry chestnut cinnamon citrus clay clover cloud coast cobalt cocoa comet copper coral corn
cotton cozy crane cricket crystal cup curry daisy dance date dawn deer delta denim dill dolphin dove dream drum dune
eagle early easy echo elm ember emerald fable falcon feather fern ferry fiddle field fig finch fjord flame flute
forest fox friend frost garden garland gentle ginger glade glow golden gondola grape grass green grove guitar hammock
happy harbor harp harvest hazel heather hedge heron hill honey hope horizon igloo indigo iris island ivory ivy jade
jasmine jolly juniper kayak kettle kind kite kiwi ladder lagoon lake lantern lark lavender leaf lemon lilac lime linen
lively lotus lucky lunar lute magnet mango maple marble meadow mellow melon mild mint mirror mitten moon moss muffin
nectar nest noble nutmeg oak oasis oat ocean olive opal orange orchard orchid otter owl paddle palm panda papaya paper
parsley peach pear pebble pepper piano picnic pigeon pine planet plum pocket polar pony poppy prairie prism pumpkin
quartz quiet quill quilt rabbit rain raven reed ribbon river robin rocket rose ruby saddle sage salt sand sunny swan
tango teal tulip turtle valley velvet violet walnut willow winter wren yarn zebra
`.trim().split(/\s+/);
