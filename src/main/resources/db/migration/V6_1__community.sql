-- Communities and who belongs to them.

CREATE TABLE community (
    slug            text COLLATE "C" PRIMARY KEY,
    name_zh         text NOT NULL,
    name_en         text NOT NULL,
    purpose         text NOT NULL DEFAULT '',
    join_policy     text NOT NULL CHECK (join_policy IN ('OPEN', 'REVIEW', 'INVITATION')),
    zone            text NOT NULL,
    objectives      jsonb NOT NULL DEFAULT '[]',
    charter_version integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL
);

CREATE TABLE charter (
    community   text COLLATE "C" NOT NULL REFERENCES community,
    version     integer NOT NULL,
    text_zh     text NOT NULL,
    text_en     text NOT NULL,
    written_by  text NOT NULL,
    written_at  timestamptz NOT NULL,
    PRIMARY KEY (community, version)
);

CREATE TABLE membership (
    community       text COLLATE "C" NOT NULL,
    member_id       bigint NOT NULL,
    status          text COLLATE "C" NOT NULL CHECK (status IN ('APPLIED', 'ACTIVE', 'MUTED', 'REMOVED', 'LEFT')),
    role            text NOT NULL DEFAULT 'member',
    level           text,
    joined_at       timestamptz,
    charter_version integer,
    charter_at      timestamptz,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (member_id, community)
) WITH (fillfactor = 85);

CREATE INDEX membership_by_status ON membership (community, status, member_id);

CREATE TABLE membership_history (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    community   text COLLATE "C" NOT NULL,
    member_id   bigint NOT NULL,
    change      text NOT NULL,
    at          timestamptz NOT NULL,
    cause       text NOT NULL
);

CREATE INDEX membership_history_by_member ON membership_history (member_id, community, id);
