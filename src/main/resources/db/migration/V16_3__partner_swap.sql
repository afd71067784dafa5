-- What we and partners do for each other without money: given by us, or received from them.
CREATE TABLE partner_swap (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    partner     bigint      NOT NULL REFERENCES partner,
    side        text        NOT NULL CHECK (side IN ('given', 'received')),
    what        text        NOT NULL,
    worth       bigint      NOT NULL CHECK (worth >= 0),
    due         date,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    done_on     date,
    done_by     text
);
CREATE INDEX partner_swap_by_partner ON partner_swap (partner, id);
