"""Minutes, kilometres and ways between places: leaving A at t, when do we reach B?"""
